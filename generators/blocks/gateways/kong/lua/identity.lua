local cjson = require('cjson.safe')

-- Runs before all other plugins: the header of the user's id is the gateway's alone.
local function is_user_id(name)
  local dashed = name:lower():gsub('_', '-')
  return dashed == 'x-user-id'
end

local function bearer()
  local header = kong.request.get_headers()['authorization']
  return type(header) == 'string' and header:match('^[Bb]earer +([%w_.-]+)$') or nil
end

-- The claims of a token whose signature nobody has verified yet.
local function unverified(token)
  local payload = token:match('^[%w_-]+%.([%w_-]+)%.[%w_-]+$')
  if not payload then return nil end
  local standard = payload:gsub('%-', '+'):gsub('_', '/')
  local text = ngx.decode_base64(standard .. ('='):rep(-#standard % 4))
  local claims = text and cjson.decode(text)
  return type(claims) == 'table' and claims or nil
end

local function is_meant_for(audiences, claim)
  if type(claim) ~= 'table' then return audiences[claim] == true end
  for _, one in ipairs(claim) do
    if audiences[one] then return true end
  end
  return false
end

local function subject_of(token, wanted)
  local claims = unverified(token)
  if not claims or claims.iss ~= wanted.issuer or not is_meant_for(wanted.audiences, claims.aud) then return nil end
  local subject = claims.sub
  return type(subject) == 'string' and subject:match('^[%w._:@|-]+$') or nil
end

return function()
  for name in pairs(kong.request.get_headers(1000)) do
    if is_user_id(name) then kong.service.request.clear_header(name) end
  end
  local wanted = rules.tokens[object_of(kong.router.get_route())]
  -- Without a token `jwt` refuses the request, after `cors` has answered preflights.
  local token = wanted and bearer()
  if not token then return end
  local subject = subject_of(token, wanted)
  if not subject then
    return kong.response.exit(
      401,
      { message = 'Unauthorized' },
      { ['WWW-Authenticate'] = 'Bearer error="invalid_token"' }
    )
  end
  kong.ctx.shared.identified_token = token
  kong.service.request.set_header('X-User-Id', subject)
end
