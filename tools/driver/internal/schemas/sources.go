package schemas

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// finder knows the places a file of definitions may come from, in this order: the folder of the lock, for a component
// that is published nowhere; a local mirror, its upstream address, a Go module. The module comes last because it holds
// the whole operator: ten times the bytes, but company networks that allow nothing else often allow a Go module proxy.
type finder struct {
	// beside is the folder of the lock.
	beside string
	// mirror is a folder with `component/file`. Empty: none.
	mirror  string
	web     *web
	modules *modules
}

// find returns the content of a file with the checksum of the lock, where that has one, or why no source has it.
func (f *finder) find(component Component, file File) ([]byte, error) {
	var reasons []error
	for _, source := range []func() ([]byte, error){
		func() ([]byte, error) { return f.besideLock(component, file) },
		func() ([]byte, error) { return f.mirrored(component, file) },
		func() ([]byte, error) { return f.downloaded(component, file) },
		func() ([]byte, error) { return f.inModule(component, file) },
	} {
		content, err := source()
		if err == nil && file.SHA256 != "" {
			err = verify(content, file.SHA256)
		}
		if err == nil {
			return content, nil
		}
		if !errors.Is(err, errNoSource) {
			reasons = append(reasons, err)
		}
	}
	return nil, errors.Join(reasons...)
}

// errNoSource says that a source does not apply, which is not worth telling.
var errNoSource = errors.New("no such source")

func (f *finder) besideLock(component Component, file File) ([]byte, error) {
	if component.URL != "" {
		return nil, errNoSource
	}
	return os.ReadFile(filepath.Join(f.beside, filepath.FromSlash(file.Path)))
}

func (f *finder) mirrored(component Component, file File) ([]byte, error) {
	if f.mirror == "" || component.URL == "" {
		return nil, errNoSource
	}
	content, err := os.ReadFile(filepath.Join(f.mirror, filepath.FromSlash(file.mirrored(component))))
	if os.IsNotExist(err) {
		return nil, fmt.Errorf("%s is not in the mirror", file.mirrored(component))
	}
	return content, err
}

func (f *finder) downloaded(component Component, file File) ([]byte, error) {
	if component.URL == "" {
		return nil, errNoSource
	}
	content, err := f.web.get(component.URL + file.Path)
	if err != nil || !component.Templated {
		return content, err
	}
	return withoutTemplate(content), nil
}

func (f *finder) inModule(component Component, file File) ([]byte, error) {
	if component.Module == "" {
		return nil, errNoSource
	}
	archive, err := f.modules.get(component.Module, component.Version)
	if err != nil {
		return nil, err
	}
	return archive.read(file.Path)
}

// withoutTemplate takes out the lines of a Helm template.
func withoutTemplate(content []byte) []byte {
	var kept []byte
	for line := range bytes.Lines(content) {
		if !bytes.Contains(line, []byte("{{")) {
			kept = append(kept, line...)
		}
	}
	return kept
}

func verify(content []byte, sum string) error {
	hash := sha256.Sum256(content)
	if found := hex.EncodeToString(hash[:]); !strings.EqualFold(found, sum) {
		return fmt.Errorf("the content has another checksum (%s…) than the lock (%s…)", found[:12], sum[:12])
	}
	return nil
}
