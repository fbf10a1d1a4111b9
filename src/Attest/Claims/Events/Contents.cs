using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>Tells what is only the content of another event of its sentence: what is asked for, promised, threatened or refused; of an accusation the deed.</summary>
internal static class Contents
{
    private const int LongestPath = 4;

    /// <summary>The event whose content a trigger is; null where it stands for itself.</summary>
    public static TriggerMatch? Of(EventScene scene)
    {
        var tree = scene.Words.Tree;
        foreach (var (other, node) in scene.Others)
        {
            if (other.Entry.Roles.Name == RolePattern.Obliging && tree.Head(node) == scene.Node)
            {
                return other;
            }
        }
        var token = scene.Node;
        for (var steps = 0; steps < LongestPath; steps++)
        {
            var relation = tree.RelationOf(token);
            if (relation is not (Relation.Xcomp or Relation.Ccomp or Relation.Obj or Relation.Obl or Relation.Advcl or Relation.Nmod or Relation.Acl or Relation.Conj) || tree.Head(token) is not (>= 0 and var head))
            {
                return null;
            }
            token = head;
            foreach (var other in scene.Others)
            {
                if (other.Node == token && other.Trigger.Concept.Type is EventType.Agree or EventType.Request or EventType.Threaten or EventType.Reject or EventType.Accuse
                    && relation is not (Relation.Conj or Relation.Nmod))
                {
                    return other.Trigger;
                }
            }
        }
        return null;
    }
}
