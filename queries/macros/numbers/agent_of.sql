-- With which agent or harness was a number measured, where its conditions say so?
-- One text per text of conditions ("agent=mini-SWE-agent"); blank where none is stated. What an agent reaches with one
-- model can differ by 36 points between agents: such numbers stand beside each other, and none takes another's place.
create macro agent_of(conditions) as
    nullif(array_to_string(list_filter(
        condition_set(conditions), lambda part : starts_with(part, 'agent=') or starts_with(part, 'harness=')
    ), '; '), '');

comment on macro agent_of is 'The agent or harness that the conditions of a number state; blank where none is stated';
