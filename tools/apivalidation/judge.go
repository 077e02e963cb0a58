package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/version"

	"mobile-backend-gitops/tools/apivalidation/internal/builtin"
	"mobile-backend-gitops/tools/apivalidation/internal/custom"
	"mobile-backend-gitops/tools/apivalidation/internal/verdict"
)

// Question says how objects are judged.
type Question struct {
	// Kubernetes lists minor versions, such as "1.35".
	Kubernetes []string `json:"kubernetes"`
	// Definitions is a folder made by `driver definitions`: the CRDs that the clusters have. Empty: none.
	Definitions string `json:"definitions"`
}

// Answer is what API servers say.
type Answer struct {
	Problems []Problem `json:"problems"`
	// Unjudged are indices of objects whose kind has neither a strategy nor a CRD.
	Unjudged []int `json:"unjudged"`
	// NotEmulated says of a minor version why Kubernetes' own kinds are not judged as it would.
	NotEmulated map[string]string `json:"notEmulated"`
}

// Problem is one thing that API servers have against an object.
type Problem struct {
	// Object is an index of the array's objects.
	Object  int    `json:"object"`
	Field   string `json:"field"`
	Message string `json:"message"`
	// Kubernetes lists the minor versions that say so.
	Kubernetes []string `json:"kubernetes"`
}

// judge is ready to judge any number of arrays of objects.
type judge struct {
	definitions *custom.Definitions
	// versions are minor versions, ascending.
	versions []string
}

func newJudge(question Question) (*judge, error) {
	definitions, err := custom.Find(question.Definitions)
	if err != nil {
		return nil, err
	}
	versions, err := ascending(question.Kubernetes)
	if err != nil {
		return nil, err
	}
	return &judge{definitions, versions}, nil
}

// judgement collects what is said of each object, in the order of the objects.
type judgement struct {
	answer  Answer
	objects []*unstructured.Unstructured
	said    []map[verdict.Problem][]string
}

func (j *judge) judge(texts []json.RawMessage) (Answer, error) {
	work := judgement{
		answer: Answer{Problems: []Problem{}, Unjudged: []int{}, NotEmulated: map[string]string{}},
		said:   make([]map[verdict.Problem][]string, len(texts)),
	}
	for i, text := range texts {
		object := &unstructured.Unstructured{}
		if err := object.UnmarshalJSON(text); err != nil {
			return work.answer, fmt.Errorf("object %d: %w", i, err)
		}
		work.objects = append(work.objects, object)
	}
	if err := work.judgeCustom(j.definitions, j.versions); err != nil {
		return work.answer, err
	}
	// The version is a matter of the whole process, so they take turns.
	for _, minor := range j.versions {
		if err := builtin.Emulate(minor); err != nil {
			work.answer.NotEmulated[minor] = err.Error()
			continue
		}
		work.judgeBuiltin(texts, minor)
	}
	work.report()
	return work.answer, nil
}

func (j *judgement) judgeCustom(definitions *custom.Definitions, versions []string) error {
	for i, object := range j.objects {
		kind := object.GroupVersionKind().GroupKind()
		switch {
		case builtin.Judges(kind):
		case definitions.Judges(kind):
			problems, err := definitions.Judge(object)
			if err != nil {
				return err
			}
			j.say(i, problems, versions...)
		default:
			j.answer.Unjudged = append(j.answer.Unjudged, i)
		}
	}
	return nil
}

func (j *judgement) judgeBuiltin(texts []json.RawMessage, minor string) {
	for i, object := range j.objects {
		if builtin.Judges(object.GroupVersionKind().GroupKind()) {
			j.say(i, builtin.Judge(object, texts[i]), minor)
		}
	}
}

func (j *judgement) say(object int, problems []verdict.Problem, versions ...string) {
	for _, problem := range problems {
		if j.said[object] == nil {
			j.said[object] = map[verdict.Problem][]string{}
		}
		j.said[object][problem] = append(j.said[object][problem], versions...)
	}
}

func (j *judgement) report() {
	for i, said := range j.said {
		for problem, versions := range said {
			j.answer.Problems = append(j.answer.Problems, Problem{i, problem.Field, problem.Message, versions})
		}
	}
	slices.SortFunc(j.answer.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Object, b.Object), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Message, b.Message))
	})
}

func ascending(minors []string) ([]string, error) {
	var versions []*version.Version
	for _, minor := range minors {
		one, err := version.ParseMajorMinor(minor)
		if err != nil {
			return nil, fmt.Errorf("%q is no minor version: %w", minor, err)
		}
		versions = append(versions, one)
	}
	slices.SortFunc(versions, func(a, b *version.Version) int {
		return cmp.Or(cmp.Compare(a.Major(), b.Major()), cmp.Compare(a.Minor(), b.Minor()))
	})
	var sorted []string
	for _, one := range versions {
		sorted = append(sorted, one.String())
	}
	return slices.Compact(sorted), nil
}
