-- Health of what is brought into a Grafana: dashboards, folders and data sources. Argo CD's own checks take any condition
-- that is True for health, also that no Grafana matches, and believe conditions that are older than the spec:
-- https://github.com/grafana/grafana-operator/blob/v5.24.0/controllers/controller_shared.go
local function health(status, message)
  return { status = status, message = message }
end

local kinds = {
  GrafanaDashboard = "DashboardSynchronized",
  GrafanaDatasource = "DatasourceSynchronized",
  GrafanaFolder = "FolderSynchronized",
}
local is, says = {}, {}
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  if condition.observedGeneration == obj.metadata.generation then
    is[condition.type] = condition.status
    says[condition.type] = condition.message
  end
end

local synchronized = kinds[obj.kind]
if is.Suspended == "True" then
  return health("Suspended", "Its reconciliation is suspended")
end
if is.InvalidSpec == "True" then
  return health("Degraded", says.InvalidSpec)
end
if is.NoMatchingInstance == "True" then
  return health("Progressing", "Waiting for a Grafana that answers")
end
if is.NoMatchingFolder == "True" then
  return health("Progressing", says.NoMatchingFolder)
end
if is[synchronized] == "False" then
  return health("Degraded", says[synchronized])
end
if is[synchronized] ~= "True" then
  return health("Progressing", "The operator works on generation " .. (obj.metadata.generation or 0))
end
return health("Healthy", "It is in Grafana")
