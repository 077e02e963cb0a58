-- Health of an Elasticsearch. Argo CD's own check calls one that is yellow Degraded, as it is while it starts and after a
-- zone is lost, which fails the sync; and it believes a status that is older than the spec. A new one is red at first: alerts
-- tell people of one that stays so.
-- https://github.com/elastic/cloud-on-k8s/blob/v3.5.0/pkg/apis/elasticsearch/v1/status.go
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}

if status.phase == "Invalid" then
  local message = "The operator refuses it: its events say why"
  for _, condition in ipairs(status.conditions or {}) do
    if condition.type == "ReconciliationComplete" and condition.status == "False" and condition.message then
      message = condition.message
    end
  end
  return health("Degraded", message)
end
if status.phase == nil or status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "The operator works on generation " .. (obj.metadata.generation or 0))
end
if status.phase == "Stalled" then
  return health("Degraded", "A node cannot be taken away: its logs have no other place")
end
if status.phase ~= "Ready" then
  return health("Progressing", "Phase " .. status.phase)
end
if status.health == "green" or status.health == "yellow" then
  return health("Healthy", "It is " .. status.health)
end
return health("Progressing", "It is " .. (status.health or "unknown"))
