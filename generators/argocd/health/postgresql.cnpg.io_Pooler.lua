-- Health of a CloudNativePG Pooler. status.instances counts the pods of its Deployment, ready or not; status.image is the
-- image that the Deployment was last given.
-- https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/pooler_types.go
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}
local wanted = obj.spec.instances or 1

if status.error ~= nil and status.error ~= "" then
  return health("Degraded", status.error)
end
if status.phase == "failed" then
  return health("Degraded", status.phaseReason)
end
if status.phase == "inactive" then
  return health("Progressing", status.phaseReason)
end
if status.phase ~= "active" and status.phase ~= "paused" then
  return health("Progressing", "Waiting for the operator")
end
if obj.spec.pgbouncer.image ~= nil and obj.spec.pgbouncer.image ~= status.image then
  return health("Progressing", "The operator has not seen the image of the spec yet")
end
if status.instances ~= wanted then
  return health("Progressing", (status.instances or 0) .. " of " .. wanted .. " pods")
end
if status.phase == "paused" then
  return health("Suspended", status.phaseReason)
end
return health("Healthy", wanted .. " pods")
