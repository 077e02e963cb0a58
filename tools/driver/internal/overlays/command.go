// Package overlays builds Kustomize overlays and checks what they build.
//
//	request ─▶ one build each (kustomize) ─▶ JSON ─▶ one check an object (kubeconform) ─▶ one line each
//
// Several overlays are worked on at a time; lines come in the order of the request, each as soon as its turn is done.
package overlays

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"sigs.k8s.io/kustomize/kyaml/openapi"
)

// Request says what to build and what to check it against.
type Request struct {
	// Root is the absolute path that overlay paths start from.
	Root string `json:"root"`
	// Schemas is a folder made by `driver schemas`. Empty: build only.
	Schemas  string    `json:"schemas"`
	Overlays []Overlay `json:"overlays"`
}

// Overlay is a folder with a kustomization.
type Overlay struct {
	// Path is relative to the root, with forward slashes.
	Path string `json:"path"`
	// Kubernetes is the minor version whose schemas check its objects, such as "1.35". Empty: they are built, not checked.
	Kubernetes string `json:"kubernetes"`
}

// Result is what became of one overlay.
type Result struct {
	Path string `json:"path"`
	// Objects stand in the order `kustomize build` prints them.
	Objects []json.RawMessage `json:"objects"`
	// Error says why the overlay could not be built or checked. Empty: it was.
	Error   string    `json:"error"`
	Invalid []Problem `json:"invalid"`
	// Unchecked are the indices of objects whose kind has no schema.
	Unchecked []int `json:"unchecked"`
	// Read is the checksum of the files that it was built from. Empty: nobody can say what they held.
	Read string `json:"read"`
}

// Problem is one place where an object departs from its schema.
type Problem struct {
	// Object is an index of the result's objects.
	Object int `json:"object"`
	// Field is the path in the object, such as `spec.template.spec.containers[0].image`.
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Command is `driver overlays`: a [Request] on standard input, a [Result] a line on standard output.
func Command(_ []string, in io.Reader, out, _ io.Writer) error {
	var request Request
	if err := json.NewDecoder(in).Decode(&request); err != nil {
		return fmt.Errorf("reading the request: %w", err)
	}
	if !filepath.IsAbs(request.Root) {
		return fmt.Errorf("root must be an absolute path, not %q", request.Root)
	}
	debug.SetGCPercent(400) // a third less CPU time for some 100 MB of memory
	forbidNetwork()
	openapi.Schema() // parsed once, before workers ask for it at the same time
	return run(request, out)
}

// run prints the results in order while later overlays are already being worked on.
func run(request Request, out io.Writer) error {
	checker := newChecker(request.Schemas)
	queue := make(chan chan Result, 4*runtime.GOMAXPROCS(0))
	go func() {
		defer close(queue)
		limit := make(chan struct{}, runtime.GOMAXPROCS(0))
		for _, overlay := range request.Overlays {
			limit <- struct{}{}
			turn := make(chan Result, 1)
			queue <- turn
			go func() {
				turn <- buildAndCheck(request.Root, overlay, checker)
				<-limit
			}()
		}
	}()
	lines := bufio.NewWriter(out)
	encoder := json.NewEncoder(lines)
	encoder.SetEscapeHTML(false)
	for turn := range queue {
		if err := encoder.Encode(<-turn); err != nil {
			return err
		}
		if err := lines.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func buildAndCheck(root string, overlay Overlay, checker *checker) Result {
	result := Result{Path: overlay.Path, Objects: []json.RawMessage{}, Invalid: []Problem{}, Unchecked: []int{}}
	objects, read, err := build(root, overlay.Path)
	if err != nil {
		result.Error = err.Error()
		return result
	}
	result.Objects, result.Read = objects, read
	if err := checker.check(overlay.Kubernetes, &result); err != nil {
		result.Error = err.Error()
	}
	return result
}
