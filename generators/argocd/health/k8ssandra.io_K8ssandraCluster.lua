-- Health of a K8ssandraCluster. status.observedGeneration follows once every datacenter, Reaper and Medusa are done;
-- status.error is that of the last reconciliation, "None" without one:
-- https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/controllers/k8ssandra/k8ssandracluster_controller.go
-- Conditions of a datacenter, "Healthy" among them (QUORUM can be reached):
-- https://github.com/k8ssandra/cass-operator/blob/v1.30.3/apis/cassandra/v1beta1/cassandradatacenter_types.go
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}
local datacenters = ((obj.spec or {}).cassandra or {}).datacenters or {}

-- Name, conditions by type and status of each datacenter of the spec.
local seen = {}
for _, wanted in ipairs(datacenters) do
  local name = wanted.metadata.name
  local of = (status.datacenters or {})[name] or {}
  local is, says = {}, {}
  for _, condition in ipairs((of.cassandra or {}).conditions or {}) do
    is[condition.type] = condition.status
    says[condition.type] = condition.message
  end
  table.insert(seen, { name = name, wanted = wanted, is = is, says = says, of = of })
end

if status.error ~= nil and status.error ~= "" and status.error ~= "None" then
  return health("Degraded", status.error)
end
for _, dc in ipairs(seen) do
  if dc.is.Valid == "False" then
    return health("Degraded", dc.name .. " is not valid: " .. (dc.says.Valid or ""))
  end
  local starting = dc.is.Initialized ~= "True" or dc.is.Resuming == "True" or dc.is.Stopped == "True"
  if dc.is.Healthy == "False" and not starting then
    return health("Degraded", dc.name .. " has no quorum")
  end
end

if status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "The operator works on generation " .. (obj.metadata.generation or 0))
end
local stopped
for _, dc in ipairs(seen) do
  if dc.wanted.stopped then
    stopped = dc.name
    if dc.is.Stopped ~= "True" then
      return health("Progressing", dc.name .. " is being stopped")
    end
  else
    if dc.is.Ready ~= "True" or dc.of.cassandra.cassandraOperatorProgress ~= "Ready" then
      return health("Progressing", dc.name .. " is not ready")
    end
    if dc.of.reaper ~= nil and dc.of.reaper.progress ~= "Running" then
      return health("Progressing", "Reaper of " .. dc.name .. " is not running")
    end
  end
end
if stopped ~= nil then
  return health("Suspended", stopped .. " is stopped")
end
return health("Healthy", "All datacenters are ready")
