package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path"
)

// Lock is tools/schemas.lock.json: which upstream documents objects are checked against, each with its checksum.
type Lock struct {
	// Kubernetes maps a minor version ("1.35") to the release whose OpenAPI document stands for it.
	Kubernetes map[string]Release `json:"kubernetes"`
	// Defaults are the minor versions that are made ready when none is asked for.
	Defaults   []string    `json:"defaults"`
	Components []Component `json:"components"`
}

// Release is a version of the Go module k8s.io/kubernetes.
type Release struct {
	Version string `json:"version"`
	// Sum is the checksum of the module, as a go.sum has it.
	Sum string `json:"sum"`
}

// Component is an operator at one version, with the files that define its kinds.
type Component struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	// Chart is the Helm chart that brings these kinds into a cluster. Optional.
	Chart *Chart `json:"chart,omitempty"`
	// URL is where the files lie; their paths are relative to it. Absent where nobody publishes them: then they are in
	// the folder of the lock, written from what the documentation says.
	URL string `json:"url,omitempty"`
	// Module is a Go module that holds the same files at the same paths and resolves at the same version. Optional.
	Module string `json:"module,omitempty"`
	// Templated files hold lines of a Helm template, which are taken out before checksum and use.
	Templated bool `json:"templated,omitempty"`
	// Optional says why its files cannot always be had. Without it, a kind that nobody could check is an error in CI.
	Optional string `json:"optional,omitempty"`
	Files    []File `json:"files"`
}

// Chart is a Helm chart at one version: `npm run validate` holds it against the chart that `overlays/fleet.yaml` pins.
type Chart struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	// Brings is the component's version in the chart, where that is another one than here, and Why that is harmless.
	Brings string `json:"brings,omitempty"`
	Why    string `json:"why,omitempty"`
}

// File is one file of CustomResourceDefinitions.
type File struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	// Kinds are what it defines, as `group/Kind`.
	Kinds []string `json:"kinds"`
}

// mirrored is where a mirror folder keeps the file.
func (f File) mirrored(component Component) string {
	return path.Join(component.Name, path.Base(f.Path))
}

// parseLock reads a lock file. A key that is not known is an error: it is a misspelt one.
func parseLock(file string) (Lock, error) {
	var lock Lock
	content, err := os.ReadFile(file)
	if err != nil {
		return lock, err
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&lock); err != nil {
		return lock, fmt.Errorf("reading %s: %w", file, err)
	}
	return lock, nil
}

// readLock reads a lock file and makes sure that it pins everything it names.
func readLock(file string) (Lock, error) {
	lock, err := parseLock(file)
	for minor, release := range lock.Kubernetes {
		if release.Version == "" || release.Sum == "" {
			return lock, fmt.Errorf("%s: Kubernetes %s lacks its version or checksum", file, minor)
		}
	}
	for _, component := range lock.Components {
		for _, entry := range component.Files {
			if component.Name == "" || entry.Path == "" || len(entry.SHA256) != 64 || len(entry.Kinds) == 0 {
				return lock, fmt.Errorf("%s: %s %s lacks its path, checksum or kinds", file, component.Name, entry.Path)
			}
		}
	}
	return lock, err
}
