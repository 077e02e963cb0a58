package schemas

import (
	"fmt"
	"io"
	"path/filepath"
	"sync"
)

const kubernetesModule = "k8s.io/kubernetes"

// maker fills the cache with the parts of one lock.
type maker struct {
	cache   string
	finder  *finder
	modules *modules
	// progress takes a line for each step that work is done for.
	progress  io.Writer
	announced sync.Map
}

// announce tells once that something is being made.
func (m *maker) announce(what string) {
	if _, known := m.announced.LoadOrStore(what, true); !known {
		fmt.Fprintf(m.progress, "making the schemas of %s\n", what)
	}
}

// kubernetes makes the schemas of one release, and returns their folder.
func (m *maker) kubernetes(release Release) (string, error) {
	folder := filepath.Join(m.cache, "parts", keyOf(kubernetesModule, release.Version, release.Sum))
	if exists(folder) {
		return folder, nil
	}
	module, err := m.modules.get(kubernetesModule, release.Version)
	if err != nil {
		return "", err
	}
	if module.Sum != release.Sum {
		return "", fmt.Errorf("%s@%s has another checksum (%s) than the lock (%s)",
			kubernetesModule, release.Version, module.Sum, release.Sum)
	}
	m.announce("Kubernetes " + release.Version)
	document, err := module.read("api/openapi-spec/swagger.json")
	if err != nil {
		return "", err
	}
	source, err := module.read("pkg/generated/openapi/zz_generated.openapi.go")
	if err != nil {
		return "", err
	}
	enums, err := readEnums(source)
	if err != nil {
		return "", err
	}
	made, err := fromOpenAPI(document, enums)
	if err != nil {
		return "", err
	}
	return folder, writeSchemas(folder, made)
}

// file makes the schemas of one file of definitions, and returns their folder.
func (m *maker) file(component Component, file File) (string, error) {
	folder := filepath.Join(m.cache, "parts", keyOf(file.SHA256))
	if exists(folder) {
		return folder, nil
	}
	content, err := m.finder.find(component, file)
	if err != nil {
		return "", err
	}
	m.announce("custom kinds")
	made, err := fromDefinitions(content)
	if err != nil {
		return "", fmt.Errorf("%s: %w", file.Path, err)
	}
	return folder, writeSchemas(folder, made)
}
