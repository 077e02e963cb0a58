// Package verdict holds what an API server says of an object, whatever part of it said so.
package verdict

import (
	"context"
	"errors"
	"regexp"
	"slices"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
)

// Problem is one thing that an API server has against an object.
type Problem struct {
	// Field is the path in the object, such as `spec.template.spec.containers[0].image`. Empty: the object as a whole.
	Field   string
	Message string
}

// Create runs what the API server does between decoding a new object and storing it.
func Create(strategy rest.RESTCreateStrategy, object runtime.Object, info *request.RequestInfo) []Problem {
	ctx := request.WithRequestInfo(request.WithNamespace(context.Background(), info.Namespace), info)
	if err := rest.BeforeCreate(strategy, ctx, object); err != nil {
		return Of(err)
	}
	return nil
}

// Request says how an object is created.
func Request(object *unstructured.Unstructured) *request.RequestInfo {
	gvk := object.GroupVersionKind()
	return &request.RequestInfo{
		IsResourceRequest: true, Verb: "create", APIGroup: gvk.Group, APIVersion: gvk.Version,
		Namespace: object.GetNamespace(), Name: object.GetName(),
	}
}

// Of takes an error apart: an API server tells of all fields at once.
func Of(err error) []Problem {
	if strict, ok := runtime.AsStrictDecodingError(err); ok {
		var problems []Problem
		for _, one := range strict.Errors() {
			problems = append(problems, decoding(one.Error()))
		}
		return problems
	}
	var status *apierrors.StatusError
	if !errors.As(err, &status) {
		return []Problem{{Message: err.Error()}}
	}
	details := status.ErrStatus.Details
	if details == nil || len(details.Causes) == 0 {
		return []Problem{{Message: status.ErrStatus.Message}}
	}
	var problems []Problem
	for _, cause := range details.Causes {
		field := cause.Field
		if field == "<nil>" || field == "[]" { // no path, or an empty one
			field = ""
		}
		problem := Problem{Field: field, Message: cause.Message}
		if !slices.Contains(problems, problem) {
			problems = append(problems, problem)
		}
	}
	return problems
}

// quoted is how strict decoding names a field: `unknown field "spec.replica"`.
var quoted = regexp.MustCompile(`^(unknown field|duplicate field) "(.*)"$`)

func decoding(text string) Problem {
	if found := quoted.FindStringSubmatch(text); found != nil {
		return Problem{Field: found[2], Message: found[1]}
	}
	return Problem{Message: text}
}
