-- Health of a CloudNativePG ScheduledBackup: planned or not. How backups went is in their Backup objects.
-- https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/internal/controller/scheduledbackup_controller.go
local status = obj.status or {}
if status.error ~= nil and status.error ~= "" then
  return { status = "Degraded", message = status.error }
end
if obj.spec ~= nil and obj.spec.suspend == true then
  return { status = "Suspended", message = "It is suspended" }
end
if status.lastCheckTime == nil then
  return { status = "Progressing", message = "Waiting for the operator" }
end
if status.nextScheduleTime ~= nil then
  return { status = "Healthy", message = "Next run at " .. status.nextScheduleTime }
end
return { status = "Healthy", message = "It is scheduled" }
