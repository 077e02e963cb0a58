package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

// grace is how long a program may take to end before it is killed.
const grace = 3 * time.Second

// run starts a program, writes its process id to a file, and ends it when standard input closes: that happens when the
// caller says so, and also when the caller is killed and cannot say anything. The program is never left behind.
// It ends with the status of the program; with 0 when it was told to end.
func run(args []string) error {
	if len(args) < 3 || args[1] != "--" {
		return errors.New("usage: kit run PIDFILE -- PROGRAM ARGUMENT…")
	}
	command := exec.Command(args[2], args[3:]...)
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	// The kernel means the thread that started the program: it must not end before this process does.
	runtime.LockOSThread()
	command.SysProcAttr = leavesWithParent()
	if err := command.Start(); err != nil {
		return err
	}
	if err := os.WriteFile(args[0], []byte(strconv.Itoa(command.Process.Pid)), 0o644); err != nil {
		_ = command.Process.Kill()
		return err
	}
	told := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(told)
	}()
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%s ended: %w", args[2], err)
		}
		return nil
	case <-told:
	}
	// A stopped program gets to see the signal only when it goes on.
	_ = command.Process.Signal(syscall.SIGTERM)
	_ = command.Process.Signal(syscall.SIGCONT)
	select {
	case <-ended:
	case <-time.After(grace):
		_ = command.Process.Kill()
		<-ended
	}
	return nil
}
