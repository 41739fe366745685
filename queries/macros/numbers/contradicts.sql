-- Do two recorded conditions contradict each other?
-- One answer per pair of condition texts ("key=value; key=value"): true where one key has other values in each.
create macro contradicts(one, other) as
    list_has_any(
        list_concat(
            condition_keys(list_filter(condition_set(one), lambda x : not list_contains(condition_set(other), x))),
            condition_keys(list_filter(condition_set(other), lambda x : not list_contains(condition_set(one), x)))
        ),
        list_intersect(condition_keys(condition_set(one)), condition_keys(condition_set(other)))
    );

comment on macro contradicts is
    'True where the two condition texts give one key other values; an unknown condition contradicts nothing';
