package schemas

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	utilyaml "go.yaml.in/yaml/v3"
)

// Definitions is the folder of upstream's own objects, for a real API server.
type Definitions struct {
	// Dir holds a file of JSON for each object, named `<component>-<file>-<number>`.
	Dir     string    `json:"dir"`
	Missing []Missing `json:"missing"`
}

// DefinitionsCommand is `driver definitions`: it prints [Definitions]. That something is missing is no error.
func DefinitionsCommand(args []string, _ io.Reader, out, progress io.Writer) error {
	options, err := readOptions("definitions", args, progress, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	definitions, err := collect(options.finder, options.lock, options.cache, progress)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(definitions)
}

// collect finds all files of the lock. Each that is found is kept as a part of its own, so that one which no source has
// costs no more than looking for it again.
func collect(finder *finder, lock Lock, cache string, progress io.Writer) (Definitions, error) {
	result := Definitions{Missing: []Missing{}}
	parts := []part{}
	announced := false
	for _, component := range lock.Components {
		for _, file := range component.Files {
			folder := filepath.Join(cache, "parts", keyOf("definitions", component.Name, file.Path, file.SHA256))
			if !exists(folder) {
				if !announced {
					fmt.Fprintln(progress, "finding upstream's definitions of all kinds")
					announced = true
				}
				content, err := finder.find(component, file)
				if err != nil {
					result.Missing = append(result.Missing, Missing{
						Component: component.Name, Version: component.Version, Kinds: file.Kinds, Reason: err.Error(),
					})
					continue
				}
				if err := writeDefinitions(folder, component, file, content); err != nil {
					return result, fmt.Errorf("%s %s: %w", component.Name, file.Path, err)
				}
			}
			parts = append(parts, part{folder: folder, place: "."})
		}
	}
	var err error
	result.Dir, err = assemble(cache, parts)
	return result, err
}

// writeDefinitions makes the part of one file.
func writeDefinitions(folder string, component Component, file File, content []byte) error {
	objects, err := objectsOf(content)
	if err != nil {
		return err
	}
	return writeFolder(folder, func(temporary string) error {
		for number, object := range objects {
			name := fmt.Sprintf("%s-%s-%d.json", component.Name, strings.ReplaceAll(file.Path, "/", "-"), number)
			if err := os.WriteFile(filepath.Join(temporary, name), object, 0o644); err != nil {
				return err
			}
		}
		return nil
	})
}

// objectsOf gives the documents of a YAML file as JSON, without empty ones.
func objectsOf(content []byte) ([][]byte, error) {
	var objects [][]byte
	decoder := utilyaml.NewDecoder(bytes.NewReader(content))
	for {
		var one map[string]any
		err := decoder.Decode(&one)
		if errors.Is(err, io.EOF) {
			return objects, nil
		}
		if err != nil {
			return nil, err
		}
		if len(one) == 0 {
			continue
		}
		object, err := json.Marshal(one)
		if err != nil {
			return nil, err
		}
		objects = append(objects, object)
	}
}
