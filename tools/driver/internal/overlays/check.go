package overlays

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/yannh/kubeconform/pkg/resource"
	"github.com/yannh/kubeconform/pkg/validator"
)

// checker checks objects by the schemas in one folder, as `kubeconform -strict` does.
type checker struct {
	folder string
	mutex  sync.Mutex
	// byFolder holds a validator, with its own cache of compiled schemas, for each folder of schemas: one for a version of
	// Kubernetes, and one for custom kinds, which all versions share.
	byFolder map[string]validator.Validator
	// compiled says of a schema's file whether somebody has begun to compile it.
	compiled map[string]*sync.Once
	// known holds the verdict on each object, by [objectKey]: clusters have most of theirs in common.
	known sync.Map
}

// verdict is what schemas say of an object.
type verdict struct {
	// unchecked: its kind has no schema.
	unchecked bool
	problems  []Problem
}

// newChecker returns a checker; with no folder it checks nothing, nor an overlay without a version of Kubernetes.
func newChecker(folder string) *checker {
	return &checker{folder: folder, byFolder: map[string]validator.Validator{}, compiled: map[string]*sync.Once{}}
}

// schemaName is the template by which kubeconform finds the schema of a kind in a folder.
const schemaName = "{{.ResourceKind}}-{{.Group}}-{{.ResourceAPIVersion}}.json"

// check adds to a result what is wrong with its objects, and which of them have no schema. An error means that a
// schema is there and could not be used: nothing must pass for checked then.
func (c *checker) check(kubernetes string, result *Result) error {
	if c.folder == "" || kubernetes == "" {
		return nil
	}
	for i, object := range result.Objects {
		said, err := c.judgeOnce(kubernetes, object)
		if err != nil {
			return fmt.Errorf("object %d: %w", i, err)
		}
		if said.unchecked {
			result.Unchecked = append(result.Unchecked, i)
		}
		for _, problem := range said.problems {
			problem.Object = i
			result.Invalid = append(result.Invalid, problem)
		}
	}
	return nil
}

// judgeOnce judges an object unless one with the same text was judged for the same version of Kubernetes.
func (c *checker) judgeOnce(kubernetes string, object []byte) (verdict, error) {
	key := objectKey(kubernetes, object)
	if known, found := c.known.Load(key); found {
		return known.(verdict), nil
	}
	said, err := c.judge(kubernetes, object)
	if err == nil {
		c.known.Store(key, said)
	}
	return said, err
}

// objectKey is the checksum of a version and a text. No version has a line break.
func objectKey(kubernetes string, object []byte) [sha256.Size]byte {
	return sha256.Sum256(append([]byte(kubernetes+"\n"), object...))
}

func (c *checker) judge(kubernetes string, object []byte) (verdict, error) {
	file, err := c.schemaFile(kubernetes, object)
	if err != nil || file == "" {
		return verdict{unchecked: file == ""}, err
	}
	found, err := c.validate(file, resource.Resource{Bytes: object})
	if err != nil {
		return verdict{}, err
	}
	switch found.Status {
	case validator.Valid:
		return verdict{}, nil
	case validator.Invalid:
		return verdict{problems: explain(file, object, found)}, nil
	case validator.Skipped:
		return verdict{}, fmt.Errorf("the schema %s does not compile: %w", c.relative(file), unusable(file))
	default:
		return verdict{}, fmt.Errorf("it could not be checked by the schema %q: %w", c.relative(file), found.Err)
	}
}

// validate holds an object against the schema in a file. Of several workers that need a schema for the first time, one
// compiles it, and the others wait.
func (c *checker) validate(file string, object resource.Resource) (validator.Result, error) {
	schema, first, err := c.validator(file)
	if err != nil {
		return validator.Result{}, err
	}
	first.Do(func() { schema.ValidateResource(object) })
	return schema.ValidateResource(object), nil
}

func (c *checker) validator(file string) (validator.Validator, *sync.Once, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	first := c.compiled[file]
	if first == nil {
		first = &sync.Once{}
		c.compiled[file] = first
	}
	folder := filepath.Dir(file)
	if known := c.byFolder[folder]; known != nil {
		return known, first, nil
	}
	location := filepath.Join(folder, schemaName)
	made, err := validator.New([]string{location}, validator.Opts{Strict: true, IgnoreMissingSchemas: true})
	if err != nil {
		return nil, nil, err
	}
	c.byFolder[folder] = made
	return made, first, nil
}

// unusable returns why a schema does not compile. Kubeconform takes such a schema for a missing one.
func unusable(file string) error {
	if _, err := compile(file); err != nil {
		return err
	}
	return errors.New("kubeconform passes it over")
}

func (c *checker) relative(file string) string {
	return strings.TrimPrefix(filepath.ToSlash(file), filepath.ToSlash(c.folder)+"/")
}

// schemaFile returns the file with the schema of an object: of the cluster's own version of Kubernetes, then of custom
// kinds; none: "".
func (c *checker) schemaFile(kubernetes string, object []byte) (string, error) {
	var head struct{ APIVersion, Kind string }
	if err := json.Unmarshal(object, &head); err != nil {
		return "", err
	}
	group, version, found := strings.Cut(head.APIVersion, "/")
	if !found {
		version = group // the core group: kubeconform's .Group is the version
	}
	name := strings.NewReplacer(
		"{{.ResourceKind}}", strings.ToLower(head.Kind), "{{.Group}}", group, "{{.ResourceAPIVersion}}", version,
	).Replace(schemaName)
	for _, folder := range []string{filepath.Join("kubernetes", kubernetes), "custom"} {
		file := filepath.Join(c.folder, folder, name)
		if _, err := os.Stat(file); err == nil {
			return file, nil
		}
	}
	return "", nil
}
