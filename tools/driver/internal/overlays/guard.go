package overlays

import (
	"fmt"
	"path/filepath"
	"slices"

	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"
)

// guardedFiles is the disk, but a kustomization that could harm other builds or run programs is refused when Kustomize
// reads it: bases and components are covered too, and nothing has been acted on yet.
type guardedFiles struct {
	filesys.FileSystem
	// refused tells why the build must not count. Kustomize itself takes an unreadable kustomization for a missing one.
	refused error
}

// forbidden are fields of a kustomization, each with the reason why it is refused.
var forbidden = []struct{ field, reason string }{
	{"openapi", "it would change how Kustomize merges every overlay built after this one"},
	{"helmCharts", "charts are installed by Argo CD, not inflated by Kustomize"},
	{"helmChartInflationGenerator", "charts are installed by Argo CD, not inflated by Kustomize"},
	{"generators", "a plain `kustomize build`, as Argo CD runs it, has no plugins"},
	{"transformers", "a plain `kustomize build`, as Argo CD runs it, has no plugins"},
	{"validators", "a plain `kustomize build`, as Argo CD runs it, has no plugins"},
}

// ReadFile reads a file, unless it is a kustomization with a forbidden field.
func (files *guardedFiles) ReadFile(path string) ([]byte, error) {
	content, err := files.FileSystem.ReadFile(path)
	if err != nil || !slices.Contains(konfig.RecognizedKustomizationFileNames(), filepath.Base(path)) {
		return content, err
	}
	if err := inspect(content); err != nil {
		files.refused = fmt.Errorf("%s: %w", path, err)
		return nil, files.refused
	}
	return content, nil
}

// inspect refuses forbidden fields. What is not a kustomization at all is left to Kustomize's own message.
func inspect(kustomization []byte) error {
	var fields map[string]any
	if yaml.Unmarshal(kustomization, &fields) != nil {
		return nil
	}
	for _, entry := range forbidden {
		if _, found := fields[entry.field]; found {
			return fmt.Errorf("the field %s is not allowed: %s", entry.field, entry.reason)
		}
	}
	return nil
}
