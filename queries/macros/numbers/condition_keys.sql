-- Of which conditions do "key=value" texts speak?
-- One list of keys per list of texts; a text without a value has none.
create macro condition_keys(conditions) as
    list_transform(
        list_filter(conditions, lambda part : contains(part, '=')), lambda part : split_part(part, '=', 1)
    );

comment on macro condition_keys is 'Keys of conditions ("key=value")';
