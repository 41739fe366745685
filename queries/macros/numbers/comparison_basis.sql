-- What may be said of the way in which compared numbers were measured?
-- One word per comparison, from what holds for every pair of its numbers; where nothing is known, no sameness is said.
create macro comparison_basis(is_different, is_one_table, is_recorded) as
    case
        when is_different then 'differs'
        when is_one_table then 'one_table'
        when is_recorded then 'recorded'
        else 'not_known'
    end;

comment on macro comparison_basis is
    'differs: mode, effort or conditions are known to differ; one_table: one source and reporter; recorded: mode, '
    'effort, tools and conditions are recorded and the same; not_known: not known to differ';
