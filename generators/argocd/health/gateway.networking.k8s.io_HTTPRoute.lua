-- Health of an HTTPRoute or GRPCRoute. Argo CD 3.5 waits for a status, and nobody writes one while there is no Gateway:
-- gateways are synced once all apps are healthy, so neither would ever begin. Here a route without a status is healthy,
-- as in later releases: https://github.com/argoproj/argo-cd/issues/28352
-- The rest is as Argo CD has it: resource_customizations/gateway.networking.k8s.io/HTTPRoute/health.lua of
-- https://github.com/argoproj/argo-cd/tree/v3.5.7
local function health(status, message)
  return { status = status, message = message }
end

local parents = (obj.status or {}).parents or {}
if #parents == 0 then
  return health("Healthy", "No gateway has taken it yet")
end

-- What a gateway that is no longer there wrote stays, with the generation of then.
local function isOfThisSpec(condition)
  return condition.observedGeneration == nil or condition.observedGeneration == obj.metadata.generation
end

local taken = nil
for _, parent in ipairs(parents) do
  for _, condition in ipairs(parent.conditions or {}) do
    if isOfThisSpec(condition) then
      local verdict = condition.type == "Accepted" or condition.type == "ResolvedRefs"
      if verdict and condition.status == "False" then
        return health("Degraded", condition.message)
      end
      if condition.type == "Programmed" and condition.status ~= "True" then
        taken = health("Progressing", condition.message)
      end
      taken = taken or health("Healthy", "A gateway has taken it")
    end
  end
end
return taken or health("Progressing", "The gateway has not seen the spec yet")
