package schemas

import (
	"os"
	"path/filepath"
	"slices"
)

// part is a folder of the cache that goes into a set.
type part struct {
	// folder holds the schemas.
	folder string
	// place is the folder of the set that the schemas appear in, such as "kubernetes/1.35" or "custom".
	place string
}

// assemble gives one folder with the schemas of all parts. A later part wins where two define the same kind.
func assemble(cache string, parts []part) (string, error) {
	inputs := []string{}
	for _, one := range parts {
		inputs = append(inputs, one.place+"="+filepath.Base(one.folder))
	}
	set := filepath.Join(cache, "sets", keyOf(inputs...))
	if exists(set) {
		return set, nil
	}
	return set, writeFolder(set, func(temporary string) error {
		for _, one := range slices.Backward(parts) {
			place := filepath.Join(temporary, one.place)
			if err := os.MkdirAll(place, 0o755); err != nil {
				return err
			}
			if err := link(one.folder, place); err != nil {
				return err
			}
		}
		return nil
	})
}

// link makes the files of a folder appear in another one that does not have them yet: as hard links, or as copies where
// the file system has none.
func link(from, to string) error {
	files, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, file := range files {
		target := filepath.Join(to, file.Name())
		if _, err := os.Lstat(target); err == nil {
			continue
		}
		if os.Link(filepath.Join(from, file.Name()), target) == nil {
			continue
		}
		content, err := os.ReadFile(filepath.Join(from, file.Name()))
		if err != nil {
			return err
		}
		if err := os.WriteFile(target, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
