-- Health of an ObjectStore of the Barman Cloud plugin. It is configuration: nothing writes a status before the first
-- backup, and a backup that failed says nothing of the object. The message tells, alerts are for people.
-- https://github.com/cloudnative-pg/plugin-barman-cloud/blob/v0.14.0/api/v1/objectstore_types.go
local failed = {}
for server, window in pairs((obj.status or {}).serverRecoveryWindow or {}) do
  local last = window.lastFailedBackupTime
  -- Times are RFC 3339 in UTC: they sort as text.
  if last ~= nil and last > (window.lastSuccessfulBackupTime or "") then
    table.insert(failed, "the last backup of " .. server .. " failed at " .. last)
  end
end
table.sort(failed)
if #failed > 0 then
  return { status = "Healthy", message = table.concat(failed, ", ") }
end
return { status = "Healthy", message = "It is configuration" }
