// Readers answers how the programs that get generated texts read them: one JSON array of questions on standard input,
// one of answers on standard output. The kubelet's expansion is Kubernetes' own package; Argo CD and External Secrets use
// the packages of Go that are used here; jq's programs are run by gojq.
package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"
	"text/template"

	"github.com/itchyny/gojq"
	"k8s.io/kubernetes/third_party/forked/golang/expansion"
)

type question struct {
	Reader    string            `json:"reader"`
	Text      string            `json:"text"`
	Variables map[string]string `json:"variables"`
	Input     any               `json:"input"`
}

type answer struct {
	Read  []string `json:"read"`
	Error string   `json:"error,omitempty"`
}

var readers = map[string]func(question) ([]string, error){
	// pkg/kubelet/kubelet_pods.go: makeEnvironmentVariables; pkg/kubelet/container/helpers.go: ExpandContainerCommandAndArgs
	"kubelet": func(q question) ([]string, error) {
		return []string{expansion.Expand(q.Text, expansion.MappingFuncFor(q.Variables))}, nil
	},
	// util/rbac/rbac.go of Argo CD: loadPolicyLine
	"csv": func(q question) ([]string, error) {
		reader := csv.NewReader(strings.NewReader(q.Text))
		reader.TrimLeadingSpace = true
		return reader.Read()
	},
	// https://external-secrets.io/latest/guides/templating/: `urlquery` is Go's own, the others are as Sprig has them;
	// `b64enc` stands for itself
	"template": func(q question) ([]string, error) {
		same := func(text string) string { return text }
		functions := template.FuncMap{
			"replace":    func(old, new, text string) string { return strings.ReplaceAll(text, old, new) },
			"trimPrefix": func(prefix, text string) string { return strings.TrimPrefix(text, prefix) },
			"trimSuffix": func(suffix, text string) string { return strings.TrimSuffix(text, suffix) },
			"toJson": func(text string) (string, error) {
				written, err := json.Marshal(text)
				return string(written), err
			},
			"b64enc": same,
		}
		parsed, err := template.New("").Option("missingkey=error").Funcs(functions).Parse(q.Text)
		if err != nil {
			return nil, err
		}
		var printed strings.Builder
		err = parsed.Execute(&printed, q.Variables)
		return []string{printed.String()}, err
	},
	// The language of jq: https://jqlang.org/manual/
	"jq": func(q question) ([]string, error) {
		query, err := gojq.Parse(q.Text)
		if err != nil {
			return nil, err
		}
		var read []string
		for results := query.Run(q.Input); ; {
			result, ok := results.Next()
			if !ok {
				return read, nil
			}
			if err, ok := result.(error); ok {
				return nil, err
			}
			text, err := gojq.Marshal(result)
			if err != nil {
				return nil, fmt.Errorf("write a result: %w", err)
			}
			read = append(read, string(text))
		}
	},
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		log.Fatal(err)
	}
	answers := make([]answer, len(questions))
	for i, q := range questions {
		read, err := readers[q.Reader](q)
		answers[i].Read = read
		if err != nil {
			answers[i].Error = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal(err)
	}
}
