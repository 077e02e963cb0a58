-- Health of what the Messaging Topology Operator declares in RabbitMQ: Queue and its kin have the same status. Argo CD's
-- own checks call one without a status Unknown, which is worse than Degraded, and believe a "Ready" that is older than
-- the spec. status.observedGeneration is the last generation that was declared without an error:
-- https://github.com/rabbitmq/messaging-topology-operator/blob/v1.20.1/internal/controller/topology_controller.go
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}
local ready = {}
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Ready" then
    ready = condition
  end
end

if ready.status == "False" then
  return health("Degraded", ready.message)
end
if ready.status ~= "True" or status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "Waiting for the operator")
end
return health("Healthy", "It is declared")
