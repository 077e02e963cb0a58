package schemas

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// modules fetches Go modules with the `go` command, which knows the proxy, the checksum database and the module cache
// of this machine. Once the proxy could not be reached it is not asked again.
type modules struct {
	progress io.Writer
	mutex    sync.Mutex
	known    map[string]*module
	// unreachable is what stood between here and the module proxy.
	unreachable error
}

// module is the archive of a Go module at a version.
type module struct {
	Path, Version string
	// Zip is the file in the module cache.
	Zip string
	// Sum is its checksum, as a go.sum has it.
	Sum   string
	Error string
}

func newModules(progress io.Writer) *modules {
	return &modules{progress: progress, known: map[string]*module{}}
}

// get returns a module from the module cache, else downloads it.
func (m *modules) get(path, version string) (*module, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	name := path + "@" + version
	if m.known[name] == nil {
		found, err := run(time.Minute, []string{"GOPROXY=off"}, "mod", "download", "-json", name)
		if err != nil {
			found, err = m.download(name)
		}
		if err != nil {
			return nil, err
		}
		m.known[name] = &found
	}
	if reason := m.known[name].Error; reason != "" {
		return nil, fmt.Errorf("the Go module %s: %s", name, firstLine(reason))
	}
	return m.known[name], nil
}

func (m *modules) download(name string) (module, error) {
	if m.unreachable != nil {
		return module{}, m.unreachable
	}
	// The few bytes of `list` tell quickly whether there is a proxy that has it.
	found, err := run(15*time.Second, nil, "list", "-m", "-json", name)
	if err == nil && found.Error == "" {
		fmt.Fprintf(m.progress, "downloading %s\n", name)
		found, err = run(10*time.Minute, nil, "mod", "download", "-json", name)
	}
	if err != nil {
		m.unreachable = fmt.Errorf("no Go module can be downloaded: %w", err)
	}
	return found, m.unreachable
}

// run asks the go command about a module. That the module is not to be had is told in the answer; an error means that
// none can be had.
func run(timeout time.Duration, environment []string, args ...string) (module, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = os.TempDir() // outside of any module
	command.Env = append(append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GO111MODULE=on"), environment...)
	var out, errs bytes.Buffer
	command.Stdout, command.Stderr = &out, &errs
	failure := command.Run()
	var answer struct {
		module
		Error any
	}
	if json.Unmarshal(out.Bytes(), &answer) == nil && answer.Error == nil && failure == nil {
		return answer.module, nil
	}
	if text, ok := answer.Error.(string); ok {
		answer.module.Error = text
	} else {
		answer.module.Error = strings.TrimPrefix(errs.String(), "go: ")
	}
	switch {
	case ctx.Err() != nil:
		return module{}, errors.New("the module proxy did not answer in time")
	case failure != nil && out.Len() == 0 && errs.Len() == 0:
		return module{}, failure
	case isNetwork(answer.module.Error):
		return module{}, errors.New(firstLine(answer.module.Error))
	}
	return answer.module, nil
}

// isNetwork says whether the go command failed before any proxy answered. It gives its reasons as text only.
func isNetwork(reason string) bool {
	return strings.Contains(reason, "dial tcp") || strings.Contains(reason, "no such host") ||
		strings.Contains(reason, "module lookup disabled")
}

// read returns a file of the module, by its path there.
func (m *module) read(path string) ([]byte, error) {
	archive, err := zip.OpenReader(m.Zip)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	file, err := archive.Open(m.Path + "@" + m.Version + "/" + path)
	if err != nil {
		return nil, fmt.Errorf("the Go module %s@%s has no %s", m.Path, m.Version, path)
	}
	defer file.Close()
	return io.ReadAll(file)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}
