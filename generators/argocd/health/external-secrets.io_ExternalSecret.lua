-- Health of an ExternalSecret. Argo CD's own check believes a "Ready" that is older than the spec, so a wave goes on with
-- the Secret as it was. status.syncedResourceVersion begins with the generation that was last fetched:
-- https://github.com/external-secrets/external-secrets/blob/v2.9.0/pkg/controllers/util/util.go
-- What is fetched once, or never again, stays at the generation it was fetched for:
-- https://github.com/external-secrets/external-secrets/blob/v2.9.0/pkg/controllers/externalsecret/externalsecret_controller.go
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

local never = { ["0"] = true, ["0s"] = true, ["0m"] = true, ["0h"] = true, ["0m0s"] = true, ["0h0m0s"] = true }
local onlyOnce = obj.spec.refreshPolicy == "CreatedOnce"
  or (obj.spec.refreshPolicy ~= "OnChange" and never[obj.spec.refreshInterval])

-- Whether the text begins with the generation and a dash: "." is the byte after "-". There is no string library here.
local function isOf(version, generation)
  return version >= generation .. "-" and version < generation .. "."
end

if ready.status == "False" then
  return health("Degraded", ready.message)
end
if ready.status ~= "True" then
  return health("Progressing", "Waiting for the first fetch")
end
if not onlyOnce and not isOf(status.syncedResourceVersion or "", tostring(obj.metadata.generation)) then
  return health("Progressing", "The operator has not seen the spec yet")
end
return health("Healthy", ready.message)
