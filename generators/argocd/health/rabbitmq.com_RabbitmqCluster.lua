-- Health of a RabbitmqCluster. Argo CD's own check believes conditions that are older than the spec, and knows neither
-- the label that pauses the operator nor a cluster scaled to zero. status.observedGeneration is the last generation that
-- was applied without an error:
-- https://github.com/rabbitmq/cluster-operator/blob/v2.22.3/internal/controller/rabbitmqcluster_controller.go
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}
local is, says, why = {}, {}, {}
for _, condition in ipairs(status.conditions or {}) do
  is[condition.type] = condition.status
  says[condition.type] = condition.message
  why[condition.type] = condition.reason
end

if (obj.metadata.labels or {})["rabbitmq.com/pauseReconciliation"] == "true" then
  return health("Suspended", "Its reconciliation is paused")
end
if is.ReconcileSuccess == "False" then
  return health("Degraded", says.ReconcileSuccess)
end
if status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "The operator works on generation " .. (obj.metadata.generation or 0))
end
if why.AllReplicasReady == "ScaledToZero" and obj.spec.replicas == 0 then
  return health("Suspended", "It is scaled to zero")
end
if is.AllReplicasReady ~= "True" then
  return health("Progressing", says.AllReplicasReady or "Waiting for pods")
end
if is.ClusterAvailable ~= "True" then
  return health("Progressing", says.ClusterAvailable or "Waiting for endpoints")
end
return health("Healthy", "All replicas are ready")
