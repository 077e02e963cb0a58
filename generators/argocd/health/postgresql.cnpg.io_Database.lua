-- Health of a Database of CloudNativePG: whether the primary has what it says, extensions too.
-- https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/database_types.go
-- https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/internal/management/controller/database_controller.go
local status = obj.status or {}
if status.observedGeneration ~= nil and status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "Waiting for the operator" }
end
if status.applied == true then
  return { status = "Healthy", message = "It is applied" }
end
if status.applied == false then
  return { status = "Degraded", message = status.message or "It is not applied" }
end
return { status = "Progressing", message = "Waiting for the operator" }
