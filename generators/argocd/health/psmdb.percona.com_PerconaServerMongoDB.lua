-- Health of a PerconaServerMongoDB. Argo CD's own check calls one without a status Unknown, which is worse than Degraded,
-- and believes a "ready" that is older than the spec. status.observedGeneration stays behind while there is an error:
-- https://github.com/percona/percona-server-mongodb-operator/blob/v1.22.0/pkg/controller/perconaservermongodb/status.go
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}
local nodes = (status.ready or 0) .. " of " .. (status.size or 0) .. " pods are ready"

if status.state == "error" then
  return health("Degraded", status.message or "The operator reports an error")
end
if status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "The operator works on generation " .. (obj.metadata.generation or 0))
end
if status.state == "ready" then
  return health("Healthy", nodes)
end
if status.state == "paused" then
  return health("Suspended", "It is paused")
end
return health("Progressing", "It is " .. (status.state or "unknown") .. ": " .. nodes)
