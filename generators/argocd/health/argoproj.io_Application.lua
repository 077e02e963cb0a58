-- Health of an Argo CD Application for the Application that owns it, so that a wave waits for the one before it.
-- Argo CD has none since 1.8: https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app
-- status.health alone is not enough: it leaves out what is not applied yet, so half a sync is Healthy already
-- (https://github.com/argoproj/argo-cd/blob/v3.5.7/controller/health.go), and it outlives a change of the spec.
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}
local sync = status.sync or {}
local operation = status.operationState or {}
local app = (status.health or {}).status

local function sameSource(a, b)
  return a.repoURL == b.repoURL and a.targetRevision == b.targetRevision and a.path == b.path and a.chart == b.chart
end

-- Whether what was compared is what the spec asks for now.
local function isCompared()
  local compared = sync.comparedTo or {}
  local wanted, seen = obj.spec.destination or {}, compared.destination or {}
  if wanted.server ~= seen.server or wanted.name ~= seen.name or wanted.namespace ~= seen.namespace then
    return false
  end
  local sources, seenSources = obj.spec.sources, compared.sources or {}
  if sources == nil then
    return sameSource(obj.spec.source or {}, compared.source or {})
  end
  for i, source in ipairs(sources) do
    if seenSources[i] == nil or not sameSource(source, seenSources[i]) then
      return false
    end
  end
  return #sources == #seenSources
end

local errors = {}
for _, condition in ipairs(status.conditions or {}) do
  errors[condition.type] = condition.message
end

-- A spec that is invalid is never compared.
if errors.InvalidSpecError ~= nil then
  return health("Degraded", errors.InvalidSpecError)
end
if app == nil or not isCompared() then
  return health("Progressing", "Argo CD has not compared it yet")
end
local failure = errors.ComparisonError or errors.SyncError or errors.UnknownError
if failure ~= nil then
  return health("Degraded", failure)
end
if app == "Degraded" then
  return health("Degraded", "It is " .. (sync.status or "Unknown") .. " and Degraded")
end
if obj.operation ~= nil or operation.phase == "Running" or operation.phase == "Terminating" then
  return health("Progressing", operation.message or "A sync is running")
end
if sync.status ~= "Synced" then
  if operation.phase == "Failed" or operation.phase == "Error" then
    return health("Degraded", operation.message or "The last sync failed")
  end
  return health("Progressing", "It is " .. (sync.status or "Unknown"))
end
if app == "Healthy" or app == "Suspended" then
  return health(app, "It is Synced and " .. app)
end
return health("Progressing", "It is Synced and " .. app)
