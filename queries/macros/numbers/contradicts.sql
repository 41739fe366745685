-- Do two recorded conditions contradict each other?
-- One answer per pair of condition texts ("key=value; key=value"): true where one key has other values in each.
create macro contradicts(one, other) as
    len(list_filter(
        list_concat(
            list_filter(condition_set(one), lambda x : not list_contains(condition_set(other), x)),
            list_filter(condition_set(other), lambda x : not list_contains(condition_set(one), x))
        ),
        lambda x : contains(x, '=')
            and list_contains(list_transform(condition_set(one), lambda y : split_part(y, '=', 1)), split_part(x, '=', 1))
            and list_contains(
                list_transform(condition_set(other), lambda y : split_part(y, '=', 1)), split_part(x, '=', 1)
            )
    )) > 0;

comment on macro contradicts is
    'True where the two condition texts give one key other values; an unknown condition contradicts nothing';
