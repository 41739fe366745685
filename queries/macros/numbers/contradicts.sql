-- Do two recorded conditions contradict each other?
-- One answer per pair of condition texts ("key=value; key=value"): true where one key has two values.
create macro contradicts(one, other) as
    len(list_filter(
        string_split(coalesce(one, ''), '; '),
        lambda x : len(list_filter(
            string_split(coalesce(other, ''), '; '),
            lambda y : y <> x and split_part(y, '=', 1) = split_part(x, '=', 1) and contains(y, '=')
        )) > 0
    )) > 0;

comment on macro contradicts is
    'True where the two condition texts give one key two values; an unknown condition contradicts nothing';
