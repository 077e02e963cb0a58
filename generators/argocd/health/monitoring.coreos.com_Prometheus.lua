-- Health of a Prometheus or an Alertmanager. Argo CD has no check for the second; that for the first calls a new object
-- Degraded until a pod is ready, which fails its sync, and believes conditions that are older than the spec. Conditions,
-- each with the generation it is about, and counts of pods:
-- https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/prometheus/operator.go
-- https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/operator/statefulset_reporter.go
local function health(status, message)
  return { status = status, message = message }
end

local status = obj.status or {}
local is, says, why, seen = {}, {}, {}, {}
for _, condition in ipairs(status.conditions or {}) do
  is[condition.type] = condition.status
  says[condition.type] = condition.message
  why[condition.type] = condition.reason
  seen[condition.type] = condition.observedGeneration
end

local function told(condition, otherwise)
  if (says[condition] or "") ~= "" then
    return says[condition]
  end
  if (why[condition] or "") ~= "" then
    return why[condition]
  end
  return otherwise
end

if obj.spec.paused then
  return health("Suspended", "Its reconciliation is paused")
end
if seen.Reconciled ~= obj.metadata.generation or seen.Available ~= obj.metadata.generation then
  return health("Progressing", "The operator works on generation " .. (obj.metadata.generation or 0))
end
if is.Reconciled == "False" then
  return health("Degraded", told("Reconciled", "The operator cannot make it"))
end
if is.Reconciled ~= "True" then
  return health("Progressing", told("Reconciled", "Waiting for the operator"))
end
if is.Available ~= "True" then
  return health("Progressing", told("Available", "Waiting for pods"))
end
local wanted = (obj.spec.replicas or 1) * (obj.spec.shards or 1)
if (status.updatedReplicas or 0) < wanted then
  return health("Progressing", (status.updatedReplicas or 0) .. " of " .. wanted .. " pods are updated")
end
return health("Healthy", "All pods are ready")
