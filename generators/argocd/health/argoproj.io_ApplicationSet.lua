-- Health of an ApplicationSet with that of its Applications, so that a wave of sets waits for the one before it.
-- Argo CD's own check is content once the Applications exist. status.resources holds sync and health of each:
-- https://github.com/argoproj/argo-cd/blob/v3.5.7/applicationset/controllers/applicationset_controller.go
-- A set without Applications is not Healthy: right after the first ones are made the controller's cache may not hold
-- them yet, and a generator that finds nothing is no reason to go on. How many it must have made says an annotation
-- that this repository writes: with one cluster's Secret or one file missing, fewer would look complete.
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}
local resources = status.resources or {}

local upToDate = false
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "ErrorOccurred" and condition.status == "True" then
    return health("Degraded", condition.message)
  end
  if condition.type == "ResourcesUpToDate" and condition.status == "True" then
    upToDate = true
  end
end

local waiting, suspended = {}, {}
for _, app in ipairs(resources) do
  local appHealth = (app.health or {}).status
  if appHealth == "Degraded" then
    return health("Degraded", app.name .. " is Degraded")
  end
  if app.status == "Synced" and appHealth == "Suspended" then
    table.insert(suspended, app.name)
  elseif app.status ~= "Synced" or appHealth ~= "Healthy" then
    table.insert(waiting, app.name)
  end
end

if not upToDate then
  return health("Progressing", "Its Applications are not up to date yet")
end
if #resources == 0 then
  return health("Progressing", "It has no Applications yet")
end
local wanted = tonumber((obj.metadata.annotations or {})["gitops.dev/applications"] or "")
if wanted ~= nil and (status.resourcesCount or #resources) < wanted then
  return health("Progressing", "It has made " .. (status.resourcesCount or #resources) .. " of " .. wanted .. " Applications")
end
if #waiting > 0 then
  return health("Progressing", #waiting .. " of " .. #resources .. " are not Synced and Healthy: first " .. waiting[1])
end
-- The list is cut where it would grow too long (applicationsetcontroller.status.max.resources.count).
if (status.resourcesCount or #resources) > #resources then
  return health("Progressing", "It lists " .. #resources .. " of " .. status.resourcesCount .. " Applications")
end
if #suspended > 0 then
  return health("Suspended", #suspended .. " of " .. #resources .. " are Suspended: first " .. suspended[1])
end
return health("Healthy", "All " .. #resources .. " Applications are Synced and Healthy")
