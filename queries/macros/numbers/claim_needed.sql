-- What would be needed to check a claim, or to check it further?
-- One list of codes per reason of a verdict; has_unnamed_parts: a figure is a mean whose parts are not all published.
create macro claim_needed(reason, has_unnamed_parts) as
    list_filter([
        case reason
            when 'no_figures' then 'figure'
            when 'figure_missing' then 'figure'
            when 'only_its_own_source' then 'other_source'
            when 'within_rounding' then 'finer_figures'
            when 'not_covered' then 'whole_set'
            when 'parts_not_named' then 'named_parts'
            when 'is_plan' then 'outcome'
        end,
        if(has_unnamed_parts and reason <> 'parts_not_named', 'mean_parts', null)
    ], lambda code : code is not null);

comment on macro claim_needed is
    'Codes of what is missing: figure, other_source, finer_figures, whole_set, named_parts, outcome, mean_parts';
