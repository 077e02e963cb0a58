-- Health of a KongPlugin, KongClusterPlugin or KongConsumer: one that Kong refuses does nothing. One that nothing uses
-- yet is "Pending" for good, so that is no fault.
-- `ingress-controller/internal/controllers/utils/conditions.go` of https://github.com/Kong/kong-operator/tree/v2.2.3
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  if condition.type == "Programmed" and condition.reason == "Invalid" then
    return { status = "Degraded", message = condition.message }
  end
end
return { status = "Healthy", message = "Kong has not refused it" }
