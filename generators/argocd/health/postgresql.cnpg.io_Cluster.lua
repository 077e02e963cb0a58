-- Health of a CloudNativePG Cluster, of replica clusters too. Argo CD's own check fails without a status, calls each
-- restart and each new configuration Degraded, an unrecoverable cluster Suspended and phases it does not list Unknown.
-- Phases: https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/cluster_types.go
-- Hibernation: https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/pkg/reconciler/hibernation/status.go
-- There is no observedGeneration; status.image is the image of the spec that the operator saw.
local function health(status, message)
  return { status = status, message = message }
end

-- What does not pass without somebody doing something. A phase that is neither here nor healthy passes.
local failed = {
  ["Failing over"] = true,
  ["Cluster cannot proceed to reconciliation due to an unknown plugin being required"] = true,
  ["Cluster cannot proceed to reconciliation due to an error while interacting with plugins"] = true,
  ["Cluster has incomplete or invalid image catalog"] = true,
  ["Cluster is unrecoverable and needs manual intervention"] = true,
  ["Cluster cannot execute instance online upgrade due to missing architecture binary"] = true,
  ["Unable to create required cluster objects"] = true,
  ["Invalid cluster definition"] = true,
  ["Not enough disk space"] = true,
  ["Instance Status Extraction Error: HTTP communication issue"] = true,
}

local status = obj.status or {}
local phase = status.phase or "Waiting for the operator"
local reason = phase
if status.phaseReason ~= nil and status.phaseReason ~= "" then
  reason = phase .. ": " .. status.phaseReason
end
local is, says = {}, {}
for _, condition in ipairs(status.conditions or {}) do
  is[condition.type] = condition.status
  says[condition.type] = condition.message
end
local hibernation = "cnpg.io/hibernation"

if ((obj.metadata or {}).annotations or {})["cnpg.io/reconciliationLoop"] == "disabled" then
  return health("Suspended", "Its reconciliation is disabled")
end
if is[hibernation] == "True" then
  return health("Suspended", says[hibernation])
end
if failed[phase] then
  return health("Degraded", reason)
end
if is[hibernation] == "False" then
  return health("Progressing", says[hibernation])
end
if is.ContinuousArchiving == "False" then
  return health("Degraded", "WAL is not archived: " .. (says.ContinuousArchiving or ""))
end
if phase == "Waiting for user action" then
  return health("Suspended", reason)
end
if phase ~= "Cluster in healthy state" then
  return health("Progressing", reason)
end
if obj.spec.imageName ~= nil and obj.spec.imageName ~= status.image then
  return health("Progressing", "The operator has not seen the image of the spec yet")
end
if (status.switchReplicaClusterStatus or {}).inProgress == true then
  return health("Progressing", "It is becoming a replica cluster")
end
local instances = (status.readyInstances or 0) .. " of " .. (obj.spec.instances or 1) .. " instances are ready"
if status.readyInstances ~= (obj.spec.instances or 1) then
  return health("Progressing", instances)
end
return health("Healthy", instances)
