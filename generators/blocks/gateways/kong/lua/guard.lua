-- Runs after all other plugins: what is not open needs a token that was verified, or nothing goes on.
local function is_verified()
  local token = kong.ctx.shared.authenticated_jwt_token
  return kong.client.get_credential() ~= nil and token ~= nil and token == kong.ctx.shared.identified_token
end

return function()
  local route = object_of(kong.router.get_route())
  if rules.open[route] then return kong.service.request.clear_header('X-User-Id') end
  if rules.answers[object_of(kong.router.get_service())] then return end
  if rules.tokens[route] and is_verified() then return end
  return kong.response.exit(401, { message = 'Unauthorized' }, { ['WWW-Authenticate'] = 'Bearer' })
end
