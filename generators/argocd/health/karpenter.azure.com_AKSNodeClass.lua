-- Health of how AKS starts nodes. Argo CD has no check for it. No pool of it starts nodes until it is Ready, for the
-- present spec: https://github.com/Azure/karpenter-provider-azure/blob/v1.6.3/pkg/apis/v1beta1/aksnodeclass_status.go
local function health(status, message)
  return { status = status, message = message }
end

for _, condition in ipairs((obj.status or {}).conditions or {}) do
  if condition.type == "Ready" and condition.observedGeneration == obj.metadata.generation then
    if condition.status == "True" then
      return health("Healthy", "Nodes can be started")
    end
    if condition.status == "False" then
      return health("Degraded", condition.message)
    end
  end
end
return health("Progressing", "AKS works on generation " .. (obj.metadata.generation or 0))
