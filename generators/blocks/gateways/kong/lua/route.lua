-- Names the Kubernetes object that a route or service of Kong was made from, by the tags of the controller.
local function object_of(entity)
  local found = {}
  for _, tag in ipairs(entity and entity.tags or {}) do
    local key, value = tag:match('^k8s%-(%w+):(.*)$')
    if key then found[key] = value end
  end
  return ('%s/%s/%s'):format(found.kind or '', found.namespace or '', found.name or '')
end
