// Package schemas makes the JSON Schemas that kubeconform checks objects against, strict and standing alone, from
// upstream's own documents: the OpenAPI document of a Kubernetes release, and CustomResourceDefinitions.
//
//	lock ─▶ documents (mirror, upstream, Go module; by checksum) ─▶ parts, one a document ─▶ one set
//
// Everything made is kept in a cache outside of the repository; see cache.go.
package schemas

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Outcome is what there is to check objects with.
type Outcome struct {
	// Dir is the set: what `driver overlays` takes as schemas.
	Dir string `json:"dir"`
	// Ready names what is in it, such as "kubernetes 1.35" and "keda v2.20.2".
	Ready   []string  `json:"ready"`
	Missing []Missing `json:"missing"`
}

// Missing is a document that no source has.
type Missing struct {
	Component string `json:"component"`
	Version   string `json:"version"`
	// Kinds that are therefore not checked, as `group/Kind`. Of Kubernetes itself none are listed: it is all of them.
	Kinds []string `json:"kinds"`
	// Reason is one line a source.
	Reason string `json:"reason"`
}

// Command is `driver schemas`: it prints an [Outcome]. That something is missing is no error.
func Command(args []string, _ io.Reader, out, progress io.Writer) error {
	var versions string
	options, err := readOptions("schemas", args, progress, func(flags *flag.FlagSet) {
		flags.StringVar(&versions, "kubernetes", "", "minor `versions`, with commas; default: those of the lock")
	})
	if err != nil {
		return err
	}
	minors := options.lock.Defaults
	if versions != "" {
		minors = strings.Split(versions, ",")
	}
	maker := &maker{cache: options.cache, modules: options.modules, progress: progress, finder: options.finder}
	outcome, err := makeAll(maker, options.lock, minors)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(outcome)
}

// task makes one part. Its results are set when it has run.
type task struct {
	name, version, place string
	kinds                []string
	make                 func() (string, error)
	folder               string
	err                  error
}

func makeAll(maker *maker, lock Lock, minors []string) (Outcome, error) {
	tasks := tasksOf(maker, lock, minors)
	limit := make(chan struct{}, 2*runtime.GOMAXPROCS(0)) // some of them wait for the network
	var group sync.WaitGroup
	for _, one := range tasks {
		limit <- struct{}{}
		group.Go(func() {
			one.folder, one.err = one.make()
			<-limit
		})
	}
	group.Wait()
	return report(maker.cache, tasks)
}

func tasksOf(maker *maker, lock Lock, minors []string) []*task {
	var tasks []*task
	for _, minor := range minors {
		tasks = append(tasks, &task{
			name: "kubernetes", version: minor, place: "kubernetes/" + minor, kinds: []string{},
			make: func() (string, error) {
				release, found := lock.Kubernetes[minor]
				if !found {
					return "", fmt.Errorf("the lock has no release of Kubernetes %s", minor)
				}
				return maker.kubernetes(release)
			},
		})
	}
	for _, component := range lock.Components {
		for _, file := range component.Files {
			tasks = append(tasks, &task{
				name: component.Name, version: component.Version, place: "custom", kinds: file.Kinds,
				make: func() (string, error) { return maker.file(component, file) },
			})
		}
	}
	return tasks
}

// report puts a set together from what was made, and tells of each component once what is missing.
func report(cache string, tasks []*task) (Outcome, error) {
	outcome := Outcome{Ready: []string{}, Missing: []Missing{}}
	parts := []part{}
	for _, one := range tasks {
		if one.err == nil {
			parts = append(parts, part{folder: one.folder, place: one.place})
			if name := one.name + " " + one.version; !slices.Contains(outcome.Ready, name) {
				outcome.Ready = append(outcome.Ready, name)
			}
			continue
		}
		last := len(outcome.Missing) - 1
		if last < 0 || outcome.Missing[last].Component != one.name || outcome.Missing[last].Version != one.version {
			outcome.Missing = append(outcome.Missing, Missing{
				Component: one.name, Version: one.version, Kinds: []string{}, Reason: one.err.Error(),
			})
			last++
		}
		outcome.Missing[last].Kinds = append(outcome.Missing[last].Kinds, one.kinds...)
	}
	var err error
	outcome.Dir, err = assemble(cache, parts)
	return outcome, err
}
