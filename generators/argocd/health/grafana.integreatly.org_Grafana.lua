-- Health of a Grafana. Argo CD's own check calls a new one Degraded until it answers, which fails the sync that made it,
-- and believes a status that is older than the spec:
-- https://github.com/grafana/grafana-operator/blob/v5.24.0/controllers/grafana_controller.go
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}
local ready, suspended = {}, {}
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "GrafanaReady" then
    ready = condition
  end
  if condition.type == "Suspended" then
    suspended = condition
  end
end

if suspended.status == "True" then
  return health("Suspended", "Its reconciliation is suspended")
end
if status.stageStatus == "failed" and status.stage ~= "complete" then
  return health("Degraded", status.stage .. ": " .. (status.lastMessage or "the operator cannot make it"))
end
if status.stageStatus == "failed" then
  return health("Progressing", "It does not answer yet: " .. (status.lastMessage or ""))
end
if status.stage ~= "complete" or status.stageStatus ~= "success" then
  return health("Progressing", "Waiting for the operator")
end
if ready.status ~= "True" or ready.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "The operator works on generation " .. (obj.metadata.generation or 0))
end
return health("Healthy", "It answers")
