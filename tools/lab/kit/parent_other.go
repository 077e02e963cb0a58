//go:build !linux

package main

import "syscall"

func leavesWithParent() *syscall.SysProcAttr { return nil }
