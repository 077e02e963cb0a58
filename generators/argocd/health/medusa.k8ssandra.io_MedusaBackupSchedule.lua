-- Health of a MedusaBackupSchedule: planned or not. The operator writes status.nextSchedule once the datacenter exists;
-- how backups went is in their MedusaBackupJobs.
-- https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/controllers/medusa/medusabackupschedule_controller.go
if obj.spec ~= nil and obj.spec.disabled == true then
  return { status = "Suspended", message = "It is disabled" }
end
if obj.status ~= nil and obj.status.nextSchedule ~= nil then
  return { status = "Healthy", message = "Next run at " .. obj.status.nextSchedule }
end
return { status = "Progressing", message = "Waiting for the datacenter" }
