-- In what are two numbers known to have been measured differently?
-- One list of mode, effort and conditions per pair of numbers; what is not recorded of both differs in nothing.
create macro known_differences(
    left_mode, left_effort, left_conditions, right_mode, right_effort, right_conditions
) as
    list_filter([
        case when left_mode <> right_mode then 'mode' end,
        case when left_effort <> right_effort then 'effort' end,
        case when left_conditions <> right_conditions and contradicts(left_conditions, right_conditions)
            then 'conditions' end
    ], lambda one : one is not null);

comment on macro known_differences is 'Which of mode, effort and conditions are known to differ between two numbers';
