package overlays

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
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
	// read holds the checksum of every file that was read, by its absolute path.
	read map[string][sha256.Size]byte
	// changed says that a file was read twice, with two contents: no checksum tells what was built then.
	changed bool
}

func guard(files filesys.FileSystem) *guardedFiles {
	return &guardedFiles{FileSystem: files, read: map[string][sha256.Size]byte{}}
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
	if err == nil {
		files.note(path, sha256.Sum256(content))
	}
	if err != nil || !slices.Contains(konfig.RecognizedKustomizationFileNames(), filepath.Base(path)) {
		return content, err
	}
	if err := inspect(content); err != nil {
		files.refused = fmt.Errorf("%s: %w", path, err)
		return nil, files.refused
	}
	return content, nil
}

func (files *guardedFiles) note(path string, sum [sha256.Size]byte) {
	known, found := files.read[path]
	files.changed = files.changed || (found && known != sum)
	files.read[path] = sum
}

// digest is the checksum of everything that was read: a line `<path> <sha256>` for each file, sorted, with its path from
// the overlay's folder. It is empty where files changed meanwhile.
func (files *guardedFiles) digest(folder string) string {
	if files.changed {
		return ""
	}
	sums := map[string]string{}
	for path, sum := range files.read {
		relative, err := filepath.Rel(folder, path)
		if err != nil {
			return ""
		}
		sums[filepath.ToSlash(relative)] = hex.EncodeToString(sum[:])
	}
	hash := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(sums)) {
		fmt.Fprintf(hash, "%s %s\n", path, sums[path])
	}
	return hex.EncodeToString(hash.Sum(nil))
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
