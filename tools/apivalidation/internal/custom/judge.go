package custom

import (
	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apiserver/pkg/registry/rest"

	"mobile-backend-gitops/tools/apivalidation/internal/verdict"
)

// judge says what an API server has against an object. Unknown fields are what `fieldValidation: Strict` refuses.
func (k *kind) judge(object *unstructured.Unstructured) []verdict.Problem {
	u := object.DeepCopy()
	gvk := u.GroupVersionKind()
	metadata, found, unknown, err := objectmeta.GetObjectMetaWithOptions(
		u.Object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true},
	)
	if err != nil {
		return verdict.Of(err)
	}
	if !k.preserve {
		options := structural.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
		unknown = append(unknown, pruning.PruneWithOptions(u.Object, k.schema, true, options)...)
		defaulting.PruneNonNullableNullsWithoutDefaults(u.Object, k.schema)
	}
	invalid, paths := objectmeta.CoerceWithOptions(
		nil, u.Object, k.schema, false, objectmeta.CoerceOptions{ReturnUnknownFieldPaths: true},
	)
	if invalid != nil {
		return verdict.Of(invalid)
	}
	if unknown = append(unknown, paths...); len(unknown) > 0 {
		var problems []verdict.Problem
		for _, path := range unknown {
			problems = append(problems, verdict.Problem{Field: path, Message: "unknown field"})
		}
		return problems
	}
	u.SetGroupVersionKind(gvk)
	if found {
		if err := objectmeta.SetObjectMeta(u.Object, metadata); err != nil {
			return verdict.Of(err)
		}
	}
	defaulting.Default(u.Object, k.schema)
	rest.FillObjectMetaSystemFields(u)
	return verdict.Create(k.strategy, u, verdict.Request(object))
}
