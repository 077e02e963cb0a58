package overlays

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/yannh/kubeconform/pkg/resource"
	"github.com/yannh/kubeconform/pkg/validator"
)

// checker judges objects by the schemas in one folder, as `kubeconform -strict` does.
type checker struct {
	folder string
	// byVersion holds a validator, with its own cache of compiled schemas, for each Kubernetes version.
	mutex     sync.Mutex
	byVersion map[string]validator.Validator
}

// newChecker returns a checker; with no folder it checks nothing.
func newChecker(folder string) *checker {
	return &checker{folder: folder, byVersion: map[string]validator.Validator{}}
}

// locations are the templates by which kubeconform finds the schema of a kind: the cluster's own, then custom ones.
func (c *checker) locations(kubernetes string) []string {
	const file = "{{.ResourceKind}}-{{.Group}}-{{.ResourceAPIVersion}}.json"
	return []string{
		filepath.Join(c.folder, "kubernetes", kubernetes, file),
		filepath.Join(c.folder, "custom", file),
	}
}

func (c *checker) validator(kubernetes string) (validator.Validator, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if known := c.byVersion[kubernetes]; known != nil {
		return known, nil
	}
	made, err := validator.New(c.locations(kubernetes), validator.Opts{Strict: true, IgnoreMissingSchemas: true})
	if err != nil {
		return nil, err
	}
	c.byVersion[kubernetes] = made
	return made, nil
}

// check adds to a result what is wrong with its objects, and which of them have no schema. An error means that a
// schema is there and could not be used: nothing must pass for checked then.
func (c *checker) check(kubernetes string, result *Result) error {
	if c.folder == "" {
		return nil
	}
	judge, err := c.validator(kubernetes)
	if err != nil {
		return err
	}
	for i, object := range result.Objects {
		verdict := judge.ValidateResource(resource.Resource{Path: result.Path, Bytes: object})
		switch verdict.Status {
		case validator.Valid:
		case validator.Invalid:
			for _, problem := range c.explain(kubernetes, object, verdict) {
				problem.Object = i
				result.Invalid = append(result.Invalid, problem)
			}
		case validator.Skipped:
			if err := c.unusable(kubernetes, object); err != nil {
				return err
			}
			result.Unchecked = append(result.Unchecked, i)
		default:
			return fmt.Errorf("object %d could not be checked by the schema %q: %w",
				i, c.relative(c.schemaFile(kubernetes, object)), verdict.Err)
		}
	}
	return nil
}

// unusable returns why the schema of a kind does not compile. Kubeconform takes such a schema for a missing one.
func (c *checker) unusable(kubernetes string, object []byte) error {
	file := c.schemaFile(kubernetes, object)
	if file == "" {
		return nil
	}
	if _, err := compile(file); err != nil {
		return fmt.Errorf("the schema %s does not compile: %w", c.relative(file), err)
	}
	return nil
}

func (c *checker) relative(file string) string {
	return strings.TrimPrefix(filepath.ToSlash(file), filepath.ToSlash(c.folder)+"/")
}

// schemaFile returns the file that kubeconform takes the schema of an object from; none: "".
func (c *checker) schemaFile(kubernetes string, object []byte) string {
	signature, err := (&resource.Resource{Bytes: object}).Signature()
	if err != nil {
		return ""
	}
	group, version, found := strings.Cut(signature.Version, "/")
	if !found {
		version = group // the core group: kubeconform's .Group is the version
	}
	names := strings.NewReplacer(
		"{{.ResourceKind}}", strings.ToLower(signature.Kind), "{{.Group}}", group, "{{.ResourceAPIVersion}}", version)
	for _, location := range c.locations(kubernetes) {
		file := names.Replace(location)
		if _, err := os.Stat(file); err == nil {
			return file
		}
	}
	return ""
}
