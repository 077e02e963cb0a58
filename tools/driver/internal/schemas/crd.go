package schemas

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	utilyaml "go.yaml.in/yaml/v3"
)

// definition is the part in use of a CustomResourceDefinition (apiextensions.k8s.io/v1).
type definition struct {
	Kind string `yaml:"kind"`
	Spec struct {
		Group string `yaml:"group"`
		Names struct {
			Kind string `yaml:"kind"`
		} `yaml:"names"`
		Versions []struct {
			Name   string `yaml:"name"`
			Served bool   `yaml:"served"`
			Schema struct {
				OpenAPIV3Schema schema `yaml:"openAPIV3Schema"`
			} `yaml:"schema"`
		} `yaml:"versions"`
	} `yaml:"spec"`
}

// readDefinitions reads a file of one or more CustomResourceDefinitions; other objects in it are passed over.
func readDefinitions(content []byte) ([]definition, error) {
	var found []definition
	decoder := utilyaml.NewDecoder(bytes.NewReader(content))
	for {
		var one definition
		err := decoder.Decode(&one)
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		if one.Kind == "CustomResourceDefinition" {
			found = append(found, one)
		}
	}
}

// kindsOf lists what a file defines, as `group/Kind`, sorted.
func kindsOf(content []byte) ([]string, error) {
	definitions, err := readDefinitions(content)
	if err != nil {
		return nil, err
	}
	kinds := []string{}
	for _, one := range definitions {
		kinds = append(kinds, one.Spec.Group+"/"+one.Spec.Names.Kind)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds), nil
}

// fromDefinitions makes a strict schema for every kind and served version in a file of CustomResourceDefinitions.
func fromDefinitions(content []byte) (map[string]schema, error) {
	definitions, err := readDefinitions(content)
	if err != nil {
		return nil, err
	}
	made := map[string]schema{}
	for _, one := range definitions {
		for _, version := range one.Spec.Versions {
			if !version.Served {
				continue
			}
			kind, group := one.Spec.Names.Kind, one.Spec.Group
			if version.Schema.OpenAPIV3Schema == nil {
				return nil, fmt.Errorf("%s/%s %s has no schema", group, version.Name, kind)
			}
			whole := identified(structural(version.Schema.OpenAPIV3Schema), group+"/"+version.Name, kind)
			asSchema(whole["properties"])["metadata"] = objectMeta()
			made[fileName(group, version.Name, kind)] = whole
		}
	}
	return made, nil
}
