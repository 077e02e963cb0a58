-- Health of a PerconaServerMySQL. There is no observedGeneration; status.mysql.size is the size that the operator saw.
-- https://github.com/percona/percona-server-mysql-operator/blob/v1.2.0/pkg/controller/ps/status.go
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}
local mysql = status.mysql or {}
local nodes = (mysql.ready or 0) .. " of " .. (mysql.size or 0) .. " MySQL pods are ready"

local is, says = {}, {}
for _, condition in ipairs(status.conditions or {}) do
  is[condition.type] = condition.status
  says[condition.type] = condition.message
end

if status.state == "error" then
  return health("Degraded", says.error or "The operator reports an error")
end
if is.AwaitingExternalBootstrap == "True" then
  return health("Suspended", says.AwaitingExternalBootstrap)
end
if obj.spec.pause == true then
  if status.state == "paused" then
    return health("Suspended", "It is paused")
  end
  return health("Progressing", "It is being paused: " .. nodes)
end
if status.state == "ready" then
  if mysql.size ~= obj.spec.mysql.size then
    return health("Progressing", "The operator has not seen size " .. obj.spec.mysql.size .. " yet")
  end
  return health("Healthy", nodes)
end
return health("Progressing", nodes)
