package main

import "syscall"

// leavesWithParent has the kernel kill the program when this process is killed itself.
func leavesWithParent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
