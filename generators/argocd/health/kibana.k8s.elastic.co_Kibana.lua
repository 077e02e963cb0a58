-- Health of a Kibana, which Argo CD has no check for. Red is what it is until its pod is ready:
-- https://github.com/elastic/cloud-on-k8s/blob/v3.5.0/pkg/apis/kibana/v1/kibana_types.go
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}

if status.elasticsearchAssociationStatus == "Failed" then
  return health("Degraded", "The operator cannot connect it to its Elasticsearch")
end
if status.health == nil or status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "The operator works on generation " .. (obj.metadata.generation or 0))
end
if status.health ~= "green" then
  return health("Progressing", "Waiting for its pod")
end
return health("Healthy", "It answers")
