-- Which conditions does a text of conditions state?
-- One sorted list of "key=value" per text, each once: two texts with the same conditions in another order are alike.
create macro condition_set(conditions) as
    list_sort(list_distinct(list_filter(
        list_transform(string_split(coalesce(conditions, ''), ';'), lambda part : trim(part)),
        lambda part : part <> ''
    )));

comment on macro condition_set is 'Conditions of a text ("key=value; key=value") as a sorted list, each once';
